/** A figure of the report; `reached` is left out where there is no target. */
export function figure(what, value, unit, { most, least, note = "" } = {}) {
  const target = most !== undefined ? `≤ ${number(most)}${unit}` : least !== undefined ? `≥ ${number(least)}${unit}` : "";
  const reached = most !== undefined ? value <= most : least !== undefined ? value >= least : undefined;
  return { what, value, told: number(value) + unit, target, reached, note };
}

/** Three significant digits, thousands in groups. */
export function number(value) {
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function median(values) {
  return quantile(values, .5);
}

/** The smallest value that at least this share of all lies at or below. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}
