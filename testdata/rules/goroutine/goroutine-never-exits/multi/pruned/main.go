package main

import (
	"net/http"

	"example.com/pruned/routes"
)

func main() {
	table := routes.New()
	table.StartPruning()
	leases := routes.NewLeases()
	leases.Start()
	http.HandleFunc("/stop", func(http.ResponseWriter, *http.Request) { leases.StopRenewing() })
	counts := routes.NewCounts()
	defer counts.StopResetting()
	_ = http.ListenAndServe("localhost:8080", table)
}
