module example.com/twoservers

go 1.24
