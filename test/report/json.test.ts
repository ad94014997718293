/** The formats json and ndjson hold exactly the fields that scripts rely on. */
