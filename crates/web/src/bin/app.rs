//! The page's own program.

fn main() {
    razmetka_web::app::start();
}
