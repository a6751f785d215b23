module example.com/builders

go 1.22
