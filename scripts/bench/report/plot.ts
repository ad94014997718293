/** Draws series as an SVG picture with logarithmic axes, as growth over powers of ten is seen best. */
import type { Series } from "../figure.ts";

export interface Plot {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
}

const WIDTH = 720;
const HEIGHT = 400;
const FIELD = { left: 70, right: 40, top: 50, bottom: 50 };
const COLOURS = ["#0b6e4f", "#c1440e", "#3454d1", "#8a6d00"];

/** @returns the text of the picture; points at or below zero have no place on it and are left out */
export function draw({ title, x, y, series }: Plot): string {
  const shown = series.map(({ name, points }) => ({
    name,
    points: points.filter((point) => point.x > 0 && point.y > 0),
  }));
  const all = shown.flatMap(({ points }) => points);
  const across = axis(
    all.map((point) => point.x),
    FIELD.left,
    WIDTH - FIELD.right,
  );
  const up = axis(
    all.map((point) => point.y),
    HEIGHT - FIELD.bottom,
    FIELD.top,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#222">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${FIELD.left}" y="20" font-size="15">${escaped(title)}</text>`,
    ...across.ticks.map((value) => verticalLine(across.at(value), shortened(value))),
    ...up.ticks.map((value) => horizontalLine(up.at(value), shortened(value))),
    `<text x="${WIDTH - FIELD.right}" y="${HEIGHT - 12}" text-anchor="end">${escaped(x)}</text>`,
    `<text x="${FIELD.left}" y="42">${escaped(y)}</text>`,
    ...shown.flatMap(({ name, points }, index) =>
      line(
        name,
        points.map((point) => [across.at(point.x), up.at(point.y)]),
        index,
      ),
    ),
    "</svg>\n",
  ].join("\n");
}

interface Axis {
  readonly ticks: readonly number[];
  /** @returns where a value lies, in units of the picture */
  at(value: number): number;
}

/** Over whole powers of ten that hold all values. */
function axis(values: readonly number[], from: number, to: number): Axis {
  const first = Math.floor(Math.log10(Math.min(...values, Number.MAX_VALUE)) + 1e-9);
  const low = values.length > 0 ? first : 0;
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values, 1e-9)) - 1e-9));
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, step) => 10 ** (low + step)),
    at: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
  };
}

function line(name: string, points: readonly (readonly [number, number])[], index: number): string[] {
  const colour = COLOURS[index % COLOURS.length]!;
  const places = points.map(([left, top]) => `${left.toFixed(1)},${top.toFixed(1)}`);
  const legend = FIELD.top + 16 + index * 18;
  return [
    `<polyline points="${places.join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...points.map(([left, top]) => `<circle cx="${left.toFixed(1)}" cy="${top.toFixed(1)}" r="3" fill="${colour}"/>`),
    `<rect x="${FIELD.left + 12}" y="${legend - 9}" width="12" height="4" fill="${colour}"/>`,
    `<text x="${FIELD.left + 30}" y="${legend - 3}">${escaped(name)}</text>`,
  ];
}

const verticalLine = (left: number, label: string): string =>
  `<path d="M${left.toFixed(1)} ${FIELD.top}V${HEIGHT - FIELD.bottom}" stroke="#ddd"/>` +
  `<text x="${left.toFixed(1)}" y="${HEIGHT - FIELD.bottom + 16}" text-anchor="middle">${label}</text>`;

const horizontalLine = (top: number, label: string): string =>
  `<path d="M${FIELD.left} ${top.toFixed(1)}H${WIDTH - FIELD.right}" stroke="#ddd"/>` +
  `<text x="${FIELD.left - 6}" y="${(top + 4).toFixed(1)}" text-anchor="end">${label}</text>`;

const shortened = (value: number): string =>
  value >= 1 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(1)));

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
