"""The command ``schedulers``: what a training configuration does to the learning rate, in a terminal."""
