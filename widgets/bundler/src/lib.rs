//! Compiles a crate of this workspace for the browser, from the build script of another, so that
//! one cargo command builds everything.
//!
//! Cargo is called a second time, with a target folder of its own, for wasm32. The glue between
//! the module and JavaScript is made in this process by the same version of wasm-bindgen that the
//! crate is compiled against: there is no tool to install, and the two halves can never differ.

#![expect(clippy::print_stdout, reason = "build scripts talk to cargo in this way")]

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-release";

/// How a page gets at the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glue {
    /// As a module of JavaScript.
    Module,
    /// As a plain script that defines `wasm_bindgen`.
    Script,
}

/// Compiles `package`, whose sources lie in the folders `inputs` of the workspace, and makes its
/// glue: `{name}.js` and `{name}_bg.wasm` in the returned folder.
///
/// # Errors
/// What went wrong and how to mend it, for `cargo::error`.
///
/// # Panics
/// Outside a build script.
pub fn bundle(package: &str, inputs: &[&str], name: &str, glue: Glue) -> Result<PathBuf, String> {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("two folders deep");
    for input in inputs.iter().chain(&["Cargo.toml", "Cargo.lock"]) {
        println!("cargo::rerun-if-changed={}", workspace.join(input).display());
    }
    install_target()?;
    let module = compile(package, workspace, &out.join("target"))?;
    let folder = out.join("bundle");
    bind(&module, name, glue, &folder).map_err(|problem| format!("wasm-bindgen: {problem}"))?;
    Ok(folder)
}

/// Adds the wasm32 target to the toolchain in use, as a person would.
fn install_target() -> Result<(), String> {
    let rustc = env::var_os("RUSTC").expect("cargo sets RUSTC");
    let libraries = Command::new(rustc)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .map_err(|error| format!("cannot ask rustc for its targets: {error}"))?;
    let libraries = String::from_utf8_lossy(&libraries.stdout);
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    let added = Command::new("rustup").args(["target", "add", TARGET]).status();
    if added.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    Err(format!(
        "the widgets need the {TARGET} target of Rust, and it could not be added; \
         run `rustup target add {TARGET}` and build again"
    ))
}

fn compile(package: &str, workspace: &Path, target_folder: &Path) -> Result<PathBuf, String> {
    let status = Command::new(env::var_os("CARGO").expect("cargo sets CARGO"))
        .current_dir(workspace)
        .args(["build", "--package", package, "--target", TARGET])
        .args(["--profile", PROFILE, "--target-dir"])
        .arg(target_folder)
        // Flags and wrappers meant for the host (clippy's among them) do not fit the browser.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTC_WRAPPER")
        .env_remove("RUSTC_WORKSPACE_WRAPPER")
        .env_remove("CLIPPY_ARGS")
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if !status.success() {
        return Err(format!("`{package}` does not compile for the browser; the messages are above"));
    }
    let file = format!("{}.wasm", package.replace('-', "_"));
    Ok(target_folder.join(TARGET).join(PROFILE).join(file))
}

fn bind(module: &Path, name: &str, glue: Glue, folder: &Path) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).typescript(false);
    bindgen.omit_default_module_path(false).remove_name_section(true).remove_producers_section(true);
    let bound = match glue {
        Glue::Module => bindgen.web(true),
        Glue::Script => bindgen.no_modules(true),
    };
    bound.and_then(|bindgen| bindgen.generate(folder)).map_err(|error| format!("{error:#}"))
}
