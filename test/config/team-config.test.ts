/** A team config: levels by id and glob, paths that are left alone, and problems with their place. */
