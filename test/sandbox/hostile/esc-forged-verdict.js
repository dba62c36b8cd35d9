// tries: leaves a rejected promise that says what the host itself would say, so that a good case counts as an exhausted limit | expect: error|ok
const said = new Error("Script execution timed out.");
said.stack = "Error: Script execution timed out.\n    at (<isolated-vm boundary>)";
Promise.reject(said);
Promise.reject(new RangeError("Isolate was disposed during execution due to memory limit"));
({ n: 1 });
