"""What every signed-in request needs: the chosen hat, and what the account still owes."""



class SignedIn:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if user.is_authenticated:
            user.hat_key = request.session.get("hat")
        return None
