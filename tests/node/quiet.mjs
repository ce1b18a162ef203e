// Standard output is for answers alone: whatever a library logs goes to standard error.
for (const level of ["debug", "info", "log", "warn"]) console[level] = console.error;
