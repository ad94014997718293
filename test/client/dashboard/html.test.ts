/** Whatever goes into the dashboard's markup is shown and never understood. */
import { equal } from "node:assert/strict";
import { html } from "../../../client/src/dashboard/html.ts";

describe("markup", () => {
  it("shows what looks like markup", () =>
    equal(html`<b title="${`"'&`}">${"<script>"}</b>`.toString(), '<b title="&#34;&#39;&#38;">&#60;script&#62;</b>'));

  it("takes in markup, one or many, and numbers", () =>
    equal(html`${html`<i>`}${[html`a`, html`b`]}${3}`.toString(), "<i>ab3"));
});
