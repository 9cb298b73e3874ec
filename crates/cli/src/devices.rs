//! `tacenda devices`: what a model can run on here.

use clap::Args;
use serde_json::json;
use tacenda_ner::{Runtime, devices, resources};

use crate::models::ListFormat;

/// Arguments of `tacenda devices`.
#[derive(Args)]
pub struct DevicesArgs {
    /// How results are printed.
    #[arg(long, value_enum, default_value = "table")]
    format: ListFormat,
}

/// Runs the command; the number is the exit code.
pub fn run(args: DevicesArgs) -> Result<u8, String> {
    let resources = resources::locate().map_err(|e| e.to_string())?;
    let runtime =
        Runtime::load(&resources::runtime_library(&resources)).map_err(|e| e.to_string())?;
    if args.format == ListFormat::Table {
        println!("runtime  {}", runtime.path().display());
        println!("build    {}", runtime.build_info());
    }
    for status in devices(&runtime) {
        let name = status.provider.name();
        if args.format == ListFormat::Json {
            let line = json!({
                "device": name, "built_in": status.built_in, "found": status.library,
                "usable": status.usable, "reason": status.reason,
                "runtime": runtime.path(),
            });
            println!("{line}");
            continue;
        }
        let built_in = if status.built_in {
            "built in"
        } else {
            "not built in"
        };
        let usable = if status.usable {
            "usable"
        } else {
            "not usable"
        };
        println!("{name:<10} {built_in:<13} {usable:<11} {}", status.reason);
    }
    Ok(0)
}
