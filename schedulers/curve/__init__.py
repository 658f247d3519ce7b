"""What a configuration comes to: the rate of every epoch, its phases and marks, and what is worth a note."""
