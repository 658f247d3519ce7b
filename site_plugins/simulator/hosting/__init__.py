"""What the pages need from whoever publishes them: their policy, their integrity, and whose work they carry."""
