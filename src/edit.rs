//! The editor's corrections as a log; what is shown is the machine's document with the log applied.
