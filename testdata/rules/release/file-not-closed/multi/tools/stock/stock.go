// Package stock knows what the shop has.
package stock

import (
	"net/http"

	"example.com/shop/tools/pack"
)

// Serve tells what there is.
func Serve(w http.ResponseWriter, r *http.Request) {
	names, err := pack.Names(r.FormValue("list"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	for _, name := range names {
		_, _ = w.Write([]byte(name))
	}
}

// IsLarge tells a list that is loaded in parts.
func IsLarge(list string) bool {
	size, err := pack.Size(list)
	return err == nil && size > 1<<20
}
