module example.com/pruned

go 1.23
