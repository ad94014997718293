/** A child process gets its variables and gives back its exit status. */
