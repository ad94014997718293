/** What the dashboard counts, and that each mark's filter leaves just the tokens that it counts. */
import { deepEqual, equal } from "node:assert/strict";
import { type Bar, figuresOf } from "../../../client/src/dashboard/figures.ts";
import { withToday } from "../../../client/src/dashboard/trend.ts";
import { matches } from "../../../client/src/inventory/filter.ts";
import { place, token } from "../inventory/tokens.ts";

const DAY = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + (days + 0.5) * DAY).toISOString();

describe("the figures of the dashboard", () => {
  const tokens = [
    token({ fingerprint: "a", ageDays: 400, overdue: true, tracked: true, expires: inDays(-2) }),
    token({
      fingerprint: "b",
      ageDays: 100,
      severity: "warning",
      issuer: "stripe",
      expires: inDays(3),
      state: "accepted",
    }),
    token({ fingerprint: "c", ageDays: 3, severity: "info", pciDss: ["8.3.2", "10.2.2"], places: [place("a.js", 1)] }),
    token({
      fingerprint: "d",
      expires: inDays(800),
      places: [place("my folder/b/c/d.js", 1), place("my folder/b/e.js", 2)],
    }),
  ];
  const figures = figuresOf(tokens);

  it("count tokens and places", () => {
    equal(figures.total, 4);
    equal(figures.places, 5);
    deepEqual(
      figures.severities.map(({ count }) => count),
      [2, 1, 1],
    );
    deepEqual(
      figures.pressing.map(({ key, count }) => [key, count]),
      [
        ["expired", 1],
        ["soon", 1],
        ["overdue", 1],
        ["tracked", 1],
      ],
    );
    equal(figures.ageUnknown, 1);
    equal(figures.expiryUnknown, 1);
  });

  it("name requirements in their order, with what is accepted", () => {
    deepEqual(
      figures.requirements.map(({ key, count, accepted }) => [key, count, accepted]),
      [
        ["8.3.2", 1, 0],
        ["8.6.2", 3, 1],
        ["10.2.2", 1, 0],
      ],
    );
  });

  it("count each folder once a token", () =>
    deepEqual(
      figures.folders.map(({ key, count }) => [key, count]),
      [
        ["src", 2],
        [".", 1],
        ["my folder/b", 1],
      ],
    ));

  const groups: Readonly<Record<string, readonly Bar[]>> = {
    severities: figures.severities,
    states: figures.states,
    pressing: figures.pressing,
    ages: figures.ages,
    expiries: figures.expiries,
    issuers: figures.issuers,
    requirements: figures.requirements,
    folders: figures.folders,
  };
  for (const [name, bars] of Object.entries(groups)) {
    it(`have filters that leave what they count: ${name}`, () => {
      for (const { key, filter, count } of bars)
        equal(tokens.filter((each) => matches(each, filter)).length, count, `${key}: ${filter}`);
    });
  }
});

describe("the trend of the dashboard", () => {
  const now = new Date("2026-11-24T12:00:00Z");

  it("has one count a day, the last", () =>
    deepEqual(withToday([{ day: "2026-11-24", count: 9 }], 4, now), [{ day: "2026-11-24", count: 4 }]));

  it("forgets what is long ago", () => {
    const days = Array.from({ length: 200 }, (_, at) => ({ day: `day ${at}`, count: at }));
    const trend = withToday(days, 1, now);
    equal(trend.length, 90);
    deepEqual(trend.at(-1), { day: "2026-11-24", count: 1 });
  });
});
