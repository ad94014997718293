/** Prints failures, slow tests and, as the last line, `N passed, N failed`. */
const { reporters, Runner } = require("mocha");

const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Runner.constants;

module.exports = class Counts extends reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    runner.on(EVENT_TEST_PASS, (test) => {
      if (test.speed === "slow" && test.duration > 2000) console.log(`slow: ${test.fullTitle()} (${test.duration} ms)`);
    });
    runner.on(EVENT_TEST_FAIL, (test) => console.log(`FAILED ${test.fullTitle()}`));
    runner.on(EVENT_TEST_PENDING, (test) => skipped.push(test.fullTitle()));
    runner.once(EVENT_RUN_END, () => {
      if (this.failures.length > 0) reporters.Base.list(this.failures);
      for (const title of skipped) console.log(`skipped: ${title}`);
      const { passes, failures, pending } = this.stats;
      console.log(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ""}`);
    });
  }
};
