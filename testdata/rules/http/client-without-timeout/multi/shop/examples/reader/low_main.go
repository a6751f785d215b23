// Command reader shows how a service may ask the shop.
package main

import "net/http"

func show(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("http://shop/tea") // want "`http.Get` waits for ever"
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

func main() {
	http.HandleFunc("/show", show)
}
