//! How the window is painted.

use tauri::WebviewWindow;

/// Without a graphics device WebKitGTK would send every frame through an emulated one, which keeps two
/// processor cores busy for seconds after a single key. Then it paints without acceleration.
///
/// # Errors
/// When the window is gone.
#[cfg(target_os = "linux")]
pub fn fit(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    if has_graphics_device(std::path::Path::new("/dev/dri")) {
        return Ok(());
    }
    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Other systems do that on their own.
#[cfg(not(target_os = "linux"))]
pub fn fit(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Whether the folder of the kernel's graphics devices names one that draws.
#[cfg(target_os = "linux")]
fn has_graphics_device(folder: &std::path::Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
    })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::has_graphics_device;

    #[test]
    fn only_a_render_node_draws() {
        let folder = std::env::temp_dir().join(format!("tacenda-dri-{}", std::process::id()));
        assert!(!has_graphics_device(&folder));
        std::fs::create_dir_all(&folder).expect("made");
        std::fs::write(folder.join("card0"), "").expect("made");
        let display_only = has_graphics_device(&folder);
        std::fs::write(folder.join("renderD128"), "").expect("made");
        let both = has_graphics_device(&folder);
        std::fs::remove_dir_all(&folder).expect("removed");
        assert_eq!((display_only, both), (false, true));
    }
}
