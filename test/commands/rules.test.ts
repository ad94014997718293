/** tokenward rules, without a process. */
