/** tokenward run hands a child the values of .env. */
