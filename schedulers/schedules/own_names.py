"""Declares the names, places and former layouts that users of the NetsPresso Trainer write.

Everything that belongs to this trainer and its users stands here, as data. What finds and words it knows no key.
"""

from collections.abc import Mapping

from schedulers.further_names import Declaration, FormerLayout, Path

_TRAINING, _OPTIMIZER, _SCHEDULER = ("training",), ("training", "optimizer"), ("training", "scheduler")

_FLAT: Mapping[Path, Path] = {
    (*_TRAINING, "sched"): (*_SCHEDULER, "name"),
    **{
        (*_TRAINING, name): (*_SCHEDULER, name)
        for name in ("warmup_epochs", "warmup_bias_lr", "min_lr", "iters_per_phase", "gamma", "end_epoch", "milestones")
    },
    (*_TRAINING, "sched_power"): (*_SCHEDULER, "power"),
    (*_TRAINING, "opt"): (*_OPTIMIZER, "name"),
    **{(*_TRAINING, name): (*_OPTIMIZER, name) for name in ("lr", "momentum", "weight_decay")},
}

TRAINER = Declaration(
    keys={
        "training": ("train", "trainer", "training_config", "train_config", "training_args", "hyperparameters"),
        "training.epochs": (
            *("num_epochs", "max_epochs", "n_epochs", "total_epochs", "nb_epochs", "train_epochs", "training_epochs"),
            *("num_train_epochs", "number_of_epochs", "epoch_num", "epoch", "max_epoch", "num_epoch", "total_epoch"),
        ),
        "training.optimizer": ("optim", "optimiser", "opt", "optimizer_config", "optim_config", "solver"),
        "training.optimizer.lr": (
            *("learning_rate", "base_lr", "init_lr", "initial_lr", "base_learning_rate", "initial_learning_rate"),
            *("lr0", "max_lr", "lr_init", "start_lr", "lr_base", "rate"),
        ),
        "training.scheduler": (
            *("lr_scheduler", "sched", "schedule", "lr_schedule", "scheduler_config", "lr_config", "lr_policy"),
            *("learning_rate_scheduler", "learning_rate_schedule", "scheduler_params", "schedulers"),
        ),
        "training.scheduler.name": (
            *("sched", "type", "scheduler", "scheduler_name", "scheduler_type", "lr_scheduler", "lr_scheduler_type"),
            *("policy", "lr_policy", "class", "class_path", "class_name", "_target_", "kind", "method", "mode"),
        ),
        "training.scheduler.iters_per_phase": (
            *("step_size", "T_0", "epochs_per_phase", "decay_epochs", "lr_step_size", "step", "period", "t_initial"),
            *("cycle_length", "first_cycle_steps", "decay_every", "phase_length", "restart_period"),
        ),
        "training.scheduler.gamma": (
            *("decay_rate", "lr_gamma", "factor", "decay_factor", "lr_decay", "decay", "lr_decay_rate", "drop"),
        ),
        "training.scheduler.end_epoch": (
            *("T_max", "total_iters", "max_iters", "t_initial", "last_decay_epoch", "end", "stop_epoch"),
            *("decay_epochs", "max_decay_steps", "lr_decay_epochs"),
        ),
        "training.scheduler.min_lr": (
            *("eta_min", "lr_min", "minimum_lr", "final_lr", "end_lr", "lr_end", "min_learning_rate", "lr_final"),
        ),
        "training.scheduler.power": ("sched_power", "poly_power", "lr_power", "exponent", "poly_exp", "degree"),
        "training.scheduler.milestones": (
            *("steps", "decay_milestones", "decay_epochs", "lr_steps", "lr_milestones", "milestone", "boundaries"),
        ),
        "training.scheduler.warmup_epochs": (
            *("warmup_iters", "warmup", "warm_up_epochs", "num_warmup_epochs", "warmup_steps", "warmup_length"),
            *("warmup_t", "num_warmup_steps", "n_warmup_epochs", "lr_warmup_epochs"),
        ),
        "training.scheduler.warmup_bias_lr": (
            *("warmup_lr", "warmup_start_lr", "warmup_init_lr", "warmup_lr_init", "warmup_initial_lr"),
            *("warmup_min_lr", "start_warmup_lr", "lr_warmup_start"),
        ),
    },
    schedulers={
        "step": ("steps", "step_decay"),
        "poly": ("polynomial", "polynomial_decay", "poly_lr", "linear_decay"),
        "cosine_no_sgdr": (*("cosine_annealing", "cosine_annealing_lr", "cosine_decay", "cos", "half_cosine"),),
        "cosine": (
            *("cosine_restarts", "cosine_restart", "cosine_annealing_restarts", "cosine_warm_restarts"),
            *("cosine_annealing_warm_restarts", "cosine_annealing_warm_up_restarts", "sgdr", "cosine_sgdr"),
        ),
        "multi_step": ("multi_steps", "milestones", "piecewise", "piecewise_constant"),
    },
    reactive=("plateau", "reduce_on_plateau", "reduce_lr_on_plateau", "ReduceLROnPlateau"),
    without_counterpart={
        "T_mult": "here every phase of the cosine is as long as the first, which is T_mult: 1",
        "lr_lambda": "it is a function, which no YAML can hold",
        "last_epoch": "where training resumes is no part of the configuration",
        "verbose": "it does not change the rate",
        "start_factor": "the ramp starts from a rate, which is warmup_bias_lr",
        "end_factor": "the ramp always ends at the optimizer's lr",
        "optimizer": "the trainer passes the optimizer itself",
    },
    ambiguous=frozenset(
        {
            *("class", "decay", "degree", "drop", "end", "exponent", "factor", "kind", "method", "mode", "period"),
            *("rate", "step", "steps", "type", "warmup"),
        }
    ),
    containers=("params", "args", "kwargs", "init_args", "config", "cfg", "options", "arguments", "parameters"),
    scalars={_OPTIMIZER: "name", _SCHEDULER: "name"},
    examples={"end_epoch": ("epochs", "the length of this training")},
    per_group="training.optimizer.lr",
    former=(FormerLayout("the layout of the trainer's first versions", sign=(*_TRAINING, "sched"), moves=_FLAT),),
)
