/** The format sarif keeps to the official schema. */
