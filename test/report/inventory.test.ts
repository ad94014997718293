/** The inventory as JSON and as a table. */
