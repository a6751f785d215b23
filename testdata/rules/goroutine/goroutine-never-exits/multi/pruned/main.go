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
	defer leases.StopRenewing()
	_ = http.ListenAndServe("localhost:8080", table)
}
