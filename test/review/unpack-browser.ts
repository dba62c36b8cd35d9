/**
 * The path of a Chromium from a registry package, which needs no system libraries. The package unpacks it on a machine
 * that does not have it yet, and takes for whole what another process is unpacking there.
 */
export async function unpackBrowser(): Promise<string> {
  // Read when the package is loaded: it makes it unpack its own libraries.
  process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs22.x";
  const { default: packed } = await import("@sparticuz/chromium");
  return packed.executablePath();
}
