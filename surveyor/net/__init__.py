"""The network: the one place that sends requests, within budget, pace and retries, and records what came back."""
