//! See the workspace's README.
fn main() {}
