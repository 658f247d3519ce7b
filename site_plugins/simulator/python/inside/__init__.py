"""What runs in the browser's own Python; nothing here is imported by the building one."""
