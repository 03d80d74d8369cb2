//! The program that annotates, off the page's thread.

fn main() {
    razmetka_web::worker::start();
}
