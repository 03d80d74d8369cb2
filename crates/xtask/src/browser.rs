//! Everything that drives the built page in a headless browser; the driving itself is in `crates/journeys`.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::place::Place;
use crate::process::{self, Counts, Kept};
use crate::{page, setup, tools};

/// Starting the driver takes well under a second; a machine under load may need some.
const PATIENCE: Duration = Duration::from_secs(30);

/// A driver for the browser, as long as this lives.
struct Driver {
    port: u16,
    _process: Kept,
}

/// The journeys over the page in `dist/`.
pub(crate) fn run_journeys(place: &Place) -> Result<Counts> {
    let driver = Driver::start(place)?;
    // One after the other: the clipboard and the main thread's time are shared.
    let mut tests = place.cargo("test --locked -p journeys -- --test-threads=1");
    process::run_counted(driver.tell(place, &mut tests)?)
}

/// `cargo xtask screenshots`.
pub(crate) fn take_screenshots(place: &Place) -> Result<()> {
    run_program(place, "screenshots")
}

/// `cargo xtask bench --page`.
pub(crate) fn measure_page(place: &Place) -> Result<()> {
    run_program(place, "measure")
}

fn run_program(place: &Place, name: &str) -> Result<()> {
    setup::ensure(place, &tools::all())?;
    page::build(place)?;
    let driver = Driver::start(place)?;
    let mut program = place.cargo("run --locked --quiet -p journeys --bin");
    process::run(driver.tell(place, program.arg(name))?)
}

impl Driver {
    fn start(place: &Place) -> Result<Driver> {
        let program = tools::chromedriver(place).context("chromedriver is gone; `cargo xtask setup`")?;
        let port = free_port()?;
        let mut command = place.command(program);
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let mut process = Kept(command.spawn().context("cannot start chromedriver")?);
        await_port(port, &mut process)?;
        Ok(Driver { port, _process: process })
    }

    /// Tells a program of `crates/journeys` where everything is.
    fn tell<'a>(&self, place: &Place, command: &'a mut Command) -> Result<&'a mut Command> {
        let chrome = tools::chrome(place).context("the browser is gone; `cargo xtask setup`")?;
        Ok(command
            .env("RAZMETKA_DRIVER", format!("http://127.0.0.1:{}", self.port))
            .env("RAZMETKA_CHROME", chrome)
            .env("RAZMETKA_AXE", tools::axe_script(place)))
    }
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

fn await_port(port: u16, driver: &mut Kept) -> Result<()> {
    let started = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if let Some(status) = driver.0.try_wait()? {
            bail!("chromedriver ended at once ({status})");
        }
        if started.elapsed() > PATIENCE {
            bail!("chromedriver does not answer on port {port}");
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
