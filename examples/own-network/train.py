"""Trains a small network in PyTorch and writes the files that experiment.yaml names."""
import numpy as np
import torch
from safetensors.torch import save_file

# data: three noisy spirals, 600 points in [-1, 1] x [-1, 1]
rng = np.random.default_rng(1)
labels = np.arange(600) % 3
radius = rng.uniform(0.1, 1, 600)
angle = 5 * radius + 2 * np.pi / 3 * labels + rng.normal(0, 0.15, 600)
points = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)

# a sample a line, the label last; which rows train and which test
np.savetxt("spirals.csv", np.column_stack([points, labels]), fmt=["%.4f", "%.4f", "%d"], delimiter=",")
order = rng.permutation(600)
train, test = np.sort(order[:400]), np.sort(order[400:])
np.savetxt("train-rows.txt", train, fmt="%d")
np.savetxt("test-rows.txt", test, fmt="%d")

# any depth and width of dense layers with ReLU between them; a little noise on the inputs and weight decay make for margins that outlast analog noise
torch.manual_seed(1)
model = torch.nn.Sequential(
    torch.nn.Linear(2, 24), torch.nn.ReLU(),
    torch.nn.Linear(24, 16), torch.nn.ReLU(),
    torch.nn.Linear(16, 3))
x, y = torch.tensor(points, dtype=torch.float32), torch.tensor(labels)
optimiser = torch.optim.AdamW(model.parameters(), lr=0.01, weight_decay=0.05)
for step in range(1500):
    optimiser.zero_grad()
    noisy = x[train] + 0.02 * torch.randn(len(train), 2)
    torch.nn.functional.cross_entropy(model(noisy), y[train]).backward()
    optimiser.step()
print("test accuracy", (model(x[test]).argmax(1) == y[test]).float().mean().item())

save_file(model.state_dict(), "spirals.safetensors")
print({name: list(tensor.shape) for name, tensor in model.state_dict().items()})
