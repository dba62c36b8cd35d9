// tries: a case whose names are long, so that the path to what JSON loses of it is as long as the case again | expect: error|ok|memory
const name = '\u0001"\\'.repeat(250_000);
({ [name]: { [name]: { [name]: [0, { [name]: [-0, undefined] }] } }, n: name.slice(0, 100_000) });
