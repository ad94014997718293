/** Git's index read without git names the files that git itself names. */
