/** QR codes drawn here, where no server may be in reach. */
const SOURCE = "../vendor/qrcode-generator-2.0.4.js";

// Fetched along with the page: when a code is asked for, there may be no network any more.
const early = import(SOURCE).catch(() => null);

/** Draw a text as a code: dark on light with the quiet zone of four, whatever the theme: a scanner wants paper. */
export async function drawCode(canvas, text, { size = 6, level = "L" } = {}) {
  const { default: qrcode } = (await early) ?? (await import(SOURCE));
  const code = qrcode(0, level);
  code.addData(text);
  code.make();
  const [count, quiet] = [code.getModuleCount(), 4];
  canvas.width = canvas.height = (count + 2 * quiet) * size;
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.fillStyle = "#000";
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (code.isDark(row, column)) brush.fillRect((column + quiet) * size, (row + quiet) * size, size, size);
    }
  }
}
