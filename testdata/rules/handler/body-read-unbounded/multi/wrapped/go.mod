module example.com/wrapped

go 1.24

require example.com/kit v1.0.0

replace example.com/kit => ./kit
