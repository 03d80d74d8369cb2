//! What other programs of the workspace share with the chores: the server of the built page.
#![allow(clippy::disallowed_methods, reason = "a server reads files and has threads")]

pub mod serve;
