//! Compiles `widgets/browser` for the browser, so that one cargo command builds everything.
//!
//! Cargo is called a second time, with a target folder of its own, for wasm32. The glue
//! between the module and JavaScript is made in this process by the same version of
//! wasm-bindgen that the widgets are compiled against: there is no tool to install, and the
//! two halves can never differ.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-release";

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let workspace = here.ancestors().nth(2).expect("the crate is two folders deep");
    for input in ["rules", "forms", "documents", "browser"] {
        println!("cargo::rerun-if-changed={}", here.with_file_name(input).display());
    }
    for input in ["Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={}", workspace.join(input).display());
    }
    if let Err(problem) = install_target().and_then(|()| bundle(workspace, &out)) {
        println!("cargo::error={problem}");
    }
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

fn bundle(workspace: &Path, out: &Path) -> Result<(), String> {
    let target_folder = out.join("target");
    let status = Command::new(env::var_os("CARGO").expect("cargo sets CARGO"))
        .current_dir(workspace)
        .args(["build", "--package", "supportt-browser", "--target", TARGET])
        .args(["--profile", PROFILE, "--target-dir"])
        .arg(&target_folder)
        // Flags and wrappers meant for the host (clippy's among them) do not fit the browser.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTC_WRAPPER")
        .env_remove("RUSTC_WORKSPACE_WRAPPER")
        .env_remove("CLIPPY_ARGS")
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if !status.success() {
        return Err("the widgets do not compile for the browser; the messages are above".to_owned());
    }
    let module = target_folder.join(TARGET).join(PROFILE).join("supportt_browser.wasm");
    let bundle = out.join("bundle");
    let bound = wasm_bindgen_cli_support::Bindgen::new().input_path(&module).web(true).and_then(|bindgen| {
        bindgen
            .omit_default_module_path(false)
            .out_name("widgets")
            .typescript(false)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(&bundle)
    });
    bound.map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    start_when_loaded(&bundle.join("widgets.js"))
}

/// The glue only offers a function that starts the module. A page that loads the glue wants
/// it started, and a strict content security policy forbids saying so inside the page.
fn start_when_loaded(glue: &Path) -> Result<(), String> {
    const START: &str = "__wbg_init";
    let problem = |error: std::io::Error| format!("{}: {error}", glue.display());
    let mut script = fs::read_to_string(glue).map_err(problem)?;
    if !script.contains(&format!("{START} as default")) {
        return Err(format!("wasm-bindgen no longer calls its starting function {START}"));
    }
    script.push_str("\n__wbg_init();\n");
    fs::write(glue, script).map_err(problem)
}
