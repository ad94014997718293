/** Team configs hold from the nearest upward to the folder's root. */
