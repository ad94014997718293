/** The bundled command line: exit statuses and streams. */
