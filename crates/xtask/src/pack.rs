//! Packs the page's program, sorted by `split.rs`, with LZMA: a quarter less to fetch than with the gzip of a server.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use lzma_rust2::{LzmaOptions, LzmaWriter};

use crate::split::split;

/// What Trunk names the program.
const SUFFIX: &str = "_bg.wasm";
/// What it is named when it is packed.
const PACKED: &str = "_bg.wasm.lzma";

/// Replaces the program in `dist/` by its packed form, and has the page load that.
pub(crate) fn program(dist: &Path) -> Result<()> {
    let names = fs::read_dir(dist)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let names = names.collect::<Result<Vec<String>>>()?;
    let name = names.iter().find(|name| name.ends_with(SUFFIX)).context("Trunk wrote no program")?;
    let program = dist.join(name);
    fs::write(dist.join(name.replace(SUFFIX, PACKED)), packed(&split(&fs::read(&program)?)?)?)?;
    fs::remove_file(program)?;
    let index = dist.join("index.html");
    fs::write(&index, loading_packed(&fs::read_to_string(&index)?, name)?)?;
    Ok(())
}

fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    // Nothing in it is aligned. With two bits of the byte before, the numbers of the streams are told best.
    let options = LzmaOptions { lc: 2, lp: 0, pb: 0, nice_len: 273, ..LzmaOptions::with_preset(9) };
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64))?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

/// The page with the loader of the packed program in its start script, and both among what it fetches first.
fn loading_packed(html: &str, program: &str) -> Result<String> {
    let packed = program.replace(SUFFIX, PACKED);
    let (address, load) = (format!("'/{program}'"), format!("load('/{packed}')"));
    ensure!(html.contains(&address), "the start script of Trunk does not name '/{program}'");
    let html = html.replacen(&address, &load, 1).replacen(
        "import init",
        "import { load } from '/unpack.js';\nimport init",
        1,
    );
    let (before, rest) =
        html.split_once("<link rel=\"preload\" href=\"/app").context("no preload of the program")?;
    let (_, after) = rest.split_once('>').context("a link without end")?;
    Ok(format!(
        "{before}<link rel=\"preload\" href=\"/{packed}\" as=\"fetch\" crossorigin=\"anonymous\">\
         <link rel=\"modulepreload\" href=\"/unpack.js\" crossorigin=\"anonymous\">{after}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_loads_the_packed_program() {
        let html = "<script>\nimport init, * as b from '/app-1.js';\ninit({ module_or_path: '/app-1_bg.wasm' });</script>\
                    <link rel=\"preload\" href=\"/app-1_bg.wasm\" integrity=\"x\" as=\"fetch\"></head>";
        let expected = "<script>\nimport { load } from '/unpack.js';\nimport init, * as b from '/app-1.js';\n\
                        init({ module_or_path: load('/app-1_bg.wasm.lzma') });</script>\
                        <link rel=\"preload\" href=\"/app-1_bg.wasm.lzma\" as=\"fetch\" crossorigin=\"anonymous\">\
                        <link rel=\"modulepreload\" href=\"/unpack.js\" crossorigin=\"anonymous\"></head>";
        assert_eq!(loading_packed(html, "app-1_bg.wasm").unwrap(), expected);
    }
}
