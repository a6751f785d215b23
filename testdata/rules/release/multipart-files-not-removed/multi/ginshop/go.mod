module example.com/ginshop

go 1.24
