module github.com/hertz-contrib/pprof

go 1.24
