/** The dashboard as HTML: lists with bars that a screen reader reads as lists, each mark a button with the filter that it stands for. */
import * as vscode from "vscode";
import { countOfPlaces, countOfTokens, labelOf } from "../inventory/words.ts";
import type { Bar, Figures, Requirement } from "./figures.ts";
import { type Html, html } from "./html.ts";
import type { DayCount } from "./trend.ts";

/** What the page shows; its script replaces one by the other. */
export function content(figures: Figures, trend: readonly DayCount[], complete: boolean): string {
  const { l10n } = vscode;
  const { ages, expiries, ageUnknown, expiryUnknown } = figures;
  const severities = figures.severities.map((each) => named(each, labelOf({ grouping: "severity", key: each.key })));
  const states = figures.states.map((each) => named(each, labelOf({ grouping: "state", key: each.key })));
  return html`
    <h1>${l10n.t("Tokens")}</h1>
    <p class="lead">${leadOf(figures, complete)}</p>
    <ul class="tiles">${figures.pressing.map(tile)}</ul>
    <div class="charts">
      ${section(l10n.t("Severity"), list(severities, "severity"))}
      ${section(l10n.t("State"), list(states))}
      ${section(l10n.t("Trend"), trendChart(trend))}
      ${section(l10n.t("Age"), list(ages.map((each) => named(each, labelOf({ grouping: "age", key: each.key })))), note(ageUnknown))}
      ${section(l10n.t("Expiry"), list(expiries.map((each) => named(each, labelOf({ grouping: "expiry", key: each.key })))), note(expiryUnknown))}
      ${section(l10n.t("Issuers"), list(figures.issuers.map((each) => named(each, each.key))))}
      ${section(l10n.t("Folders"), list(figures.folders.map((each) => named(each, each.key))))}
      ${section(l10n.t("PCI DSS 4.0.1"), requirements(figures.requirements))}
    </div>`.toString();
}

/** The whole page. @param source what scripts and styles may come from */
export function page(body: string, source: string, style: string, script: string, language: string): string {
  const policy = `default-src 'none'; style-src ${source}; script-src ${source}; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${html`${language}`}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${html`${policy}`}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html`${vscode.l10n.t("Tokens")}`}</title>
<link rel="stylesheet" href="${html`${style}`}">
<script defer src="${html`${script}`}"></script>
</head>
<body><main>${body}</main></body>
</html>`;
}

interface Named extends Bar {
  readonly label: string;
}

const named = (bar: Bar, label: string): Named => ({ ...bar, label });

function leadOf({ total, places }: Figures, complete: boolean): string {
  const { l10n } = vscode;
  const counts = l10n.t("{0} in {1}.", countOfTokens(total), countOfPlaces(places));
  return complete ? counts : `${counts} ${l10n.t("The workspace was not scanned as a whole yet.")}`;
}

function tile({ key, count, filter }: Bar): Html {
  const names: Readonly<Record<string, string>> = {
    expired: vscode.l10n.t("expired"),
    soon: vscode.l10n.t("expire within 30 days"),
    overdue: vscode.l10n.t("to be rotated"),
    tracked: vscode.l10n.t("in git"),
  };
  return html`<li><button class="tile ${key}" data-filter="${filter}"><strong>${count}</strong> ${names[key] ?? key}</button></li>`;
}

const section = (title: string, body: Html, ...more: readonly Html[]): Html =>
  html`<section><h2>${title}</h2>${body}${more}</section>`;

/** @param kind colours the bars by their keys */
function list(bars: readonly Named[], kind = "plain"): Html {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const rows = bars.map(
    ({ key, label, count, filter }) => html`<li><button class="row" data-filter="${filter}">
      <span class="label">${label}</span><span class="count">${count}</span>
      <progress class="bar ${kind} ${kind === "plain" ? "" : key}" max="${most}" value="${count}" aria-hidden="true"></progress>
    </button></li>`,
  );
  return rows.length > 0 ? html`<ul class="bars">${rows}</ul>` : html`<p class="note">${vscode.l10n.t("Nothing.")}</p>`;
}

const note = (unknown: number): Html =>
  unknown > 0 ? html`<p class="note">${vscode.l10n.t("Not known of {0}.", countOfTokens(unknown))}</p>` : html``;

const WIDTH = 300;
const HEIGHT = 80;
/** So that the line at the top and the bottom is seen whole. */
const MARGIN = 4;

function trendChart(trend: readonly DayCount[]): Html {
  const [first, last] = [trend[0], trend.at(-1)];
  if (!first || !last || first === last)
    return html`<p class="note">${vscode.l10n.t("From the second day on the counts of past days are shown here.")}</p>`;
  const most = Math.max(1, ...trend.map(({ count }) => count));
  const points = trend.map(({ count }, at) => {
    const x = MARGIN + (at * (WIDTH - 2 * MARGIN)) / (trend.length - 1);
    return `${x.toFixed(1)},${(HEIGHT - MARGIN - (count * (HEIGHT - 2 * MARGIN)) / most).toFixed(1)}`;
  });
  const said = vscode.l10n.t("From {0} on {1} to {2} on {3}.", first.count, first.day, last.count, last.day);
  return html`<svg class="trend" role="img" aria-label="${said}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><polyline points="${points.join(" ")}"></polyline></svg>
    <p class="note">${said}</p>`;
}

function requirements(all: readonly Requirement[]): Html {
  const { l10n } = vscode;
  const rows = all.map(
    ({ key, count, accepted, filter }) => html`<tr>
      <th scope="row"><button class="link" data-filter="${filter}">${key}</button></th><td>${count}</td><td>${accepted}</td></tr>`,
  );
  if (rows.length === 0) return html`<p class="note">${l10n.t("Nothing.")}</p>`;
  return html`<table><thead><tr>
      <th scope="col">${l10n.t("Relates to")}</th><th scope="col">${l10n.t("Tokens")}</th><th scope="col">${l10n.t("Accepted")}</th>
    </tr></thead><tbody>${rows}</tbody></table>
    <p class="note">${l10n.t("Requirements that a finding bears on. It is no statement that they are met or not.")}</p>`;
}
