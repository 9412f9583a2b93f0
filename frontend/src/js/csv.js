/* A table as CSV (RFC 4180), safe to open in a spreadsheet. */

const NUMBER = /^[+-]?[0-9]+(\.[0-9]+)?$/;
const FORMULA = /^[=+\-@\t\r]/;

export function toCsv(rows) {
  return rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

function cell(text) {
  // A spreadsheet would run a cell that starts like a formula, whoever wrote the document it came from.
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function download(name, text) {
  const link = document.createElement("a");
  // Spreadsheets read UTF-8 only when the file says so.
  link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
