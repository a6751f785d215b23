package shop

import "net/http"

func Show(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("http://prices/tea") // want "`http.Get` waits for ever if the other side does not answer"
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}
