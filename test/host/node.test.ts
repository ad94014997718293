/** What git tells of a repository, and when git is not run. */
