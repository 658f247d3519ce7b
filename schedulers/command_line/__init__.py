"""The command ``schedulers``: shows the learning rate of a training configuration in a terminal."""
