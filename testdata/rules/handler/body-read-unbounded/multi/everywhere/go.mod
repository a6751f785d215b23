module example.com/everywhere

go 1.24
