//! One program for the page and its worker: most of their code is the same, and the browser fetches it once.

fn main() {
    if razmetka_web::worker::is_here() {
        razmetka_web::worker::start();
    } else {
        razmetka_web::app::start();
    }
}
